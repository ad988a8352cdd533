"""网上审批: filings taken in, looked through, made into cases and answered."""
