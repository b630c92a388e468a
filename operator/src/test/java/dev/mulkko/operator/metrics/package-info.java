@NullMarked
package dev.mulkko.operator.metrics;

import org.jspecify.annotations.NullMarked;
