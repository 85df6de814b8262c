"""What a site offers: its feeds, sitemaps and listings, and how its articles read."""
