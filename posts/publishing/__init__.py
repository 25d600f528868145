"""From approved to out, once: deliveries, what is asked at the moment of sending, looking up, correcting, removing."""
