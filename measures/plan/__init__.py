"""What the alliance agreed to count: its measures, cohorts, breakdowns, periods and views."""
