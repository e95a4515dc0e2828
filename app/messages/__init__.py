"""Bytes to records and records to bytes: intake limits, XSD verdict, one reader and one writer a message.

This room knows the shape of messages and nothing of rules, contracts or storage. The XSDs under
``schemas/`` are its only source of structure and element order.
"""
