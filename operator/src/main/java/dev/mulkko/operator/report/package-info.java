/** From plans to people: log lines, Events, metrics, status. */
@NullMarked
package dev.mulkko.operator.report;

import org.jspecify.annotations.NullMarked;
