"""The folium shell page, the shareable page, and the messages of the bridge."""
