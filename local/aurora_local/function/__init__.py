"""Lambda's part: environments that speak the Runtime API, and pollers that feed them from the queues."""
