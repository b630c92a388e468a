package dev.mulkko.engine.judge;

/**
 * One counter of a measure.
 *
 * @param counter name of the counter
 * @param words what its share is called in sentences: {@code error rate}, {@code share over 250 ms}
 */
public record Part(String counter, String words) {}
