"""The sample 样板: one told story used by the demo, the screenshots, the tests and the leak crawl."""
