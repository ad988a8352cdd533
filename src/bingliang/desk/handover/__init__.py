"""承办人移交和A/B角: who has a case, who takes it over, who stands in for whom."""
