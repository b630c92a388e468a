@NullMarked
package dev.mulkko.engine.judge;

import org.jspecify.annotations.NullMarked;
