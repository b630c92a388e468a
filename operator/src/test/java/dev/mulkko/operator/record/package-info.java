@NullMarked
package dev.mulkko.operator.record;

import org.jspecify.annotations.NullMarked;
