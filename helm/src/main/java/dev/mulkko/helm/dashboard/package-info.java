/**
 * The dashboards of the chart: what they ask, in a few words of Java, and what Grafana wants to be
 * written for it.
 */
@NullMarked
package dev.mulkko.helm.dashboard;

import org.jspecify.annotations.NullMarked;
