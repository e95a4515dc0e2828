"""The list of steps from received bytes to judgement and answer."""
