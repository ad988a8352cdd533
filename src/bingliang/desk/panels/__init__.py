"""八项制度各一栏: one module per system, named like the module of its rules.

Each answers `panel(told)`: what the ledger says of one project under that system. A system that becomes able to say
more changes its own module alone; the table of the eight is in `overview_panels`.
"""
