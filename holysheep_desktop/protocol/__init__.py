"""JSON to core and back: the only place that knows field names and the nested `extra_body`."""
