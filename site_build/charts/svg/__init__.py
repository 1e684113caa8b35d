"""Drawings that need no chart engine, and pictures to take away: SVG, PNG, share images."""
