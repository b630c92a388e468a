@NullMarked
package dev.mulkko.engine.retention;

import org.jspecify.annotations.NullMarked;
