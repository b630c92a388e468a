@NullMarked
package dev.mulkko.e2e.bench;

import org.jspecify.annotations.NullMarked;
