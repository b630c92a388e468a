/** The page that Prometheus scrapes: what is known anyway, told at each scrape. */
@NullMarked
package dev.mulkko.operator.metrics;

import org.jspecify.annotations.NullMarked;
