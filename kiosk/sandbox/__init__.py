"""The other end of the platform's wire: a province for demo and tests. No part of a terminal imports it."""
