"""Thin Scrapy downloader middlewares, one a file; settings.py shows their order."""
