"""What every resource of the API shares: log-in, pages, filters, permissions, errors."""
