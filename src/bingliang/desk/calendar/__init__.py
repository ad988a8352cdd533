"""工作日历: notices, the days of a year and the account of a date."""
