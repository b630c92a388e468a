@NullMarked
package dev.mulkko.e2e.safety;

import org.jspecify.annotations.NullMarked;
