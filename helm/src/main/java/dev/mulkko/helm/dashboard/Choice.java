package dev.mulkko.helm.dashboard;

/**
 * What is chosen at the top of a dashboard.
 *
 * @param values a query of Prometheus for what can be chosen, {@code label_values(metric, label)}
 * @param several whether more than one can be chosen, and all at once
 */
record Choice(String name, String label, String values, boolean several) {}
