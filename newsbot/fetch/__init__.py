"""Fetch: what stands between newsbot and the hosts that it asks. Free of Scrapy."""
