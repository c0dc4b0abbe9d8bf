"""From scores to grades (定等): composite, caps, quota, the committee's decisions, the grounds."""
