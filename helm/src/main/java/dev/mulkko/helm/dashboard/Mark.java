package dev.mulkko.helm.dashboard;

/**
 * A line through all graphs where something happened.
 *
 * @param expr has a value where it did
 * @param text with {@code {{label}}} in it
 */
record Mark(String name, String expr, String text, String color) {}
