@NullMarked
package dev.mulkko.engine.plan;

import org.jspecify.annotations.NullMarked;
