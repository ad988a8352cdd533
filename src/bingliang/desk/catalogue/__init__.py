"""事项目录: items, limits and materials as editions, edited by the zone in a draft before they are in force."""
