"""Tables, queries and transactions; the only room that speaks SQL."""
