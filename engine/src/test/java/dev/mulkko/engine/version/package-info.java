@NullMarked
package dev.mulkko.engine.version;

import org.jspecify.annotations.NullMarked;
