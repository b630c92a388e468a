@NullMarked
package dev.mulkko.engine.plan.record;

import org.jspecify.annotations.NullMarked;
