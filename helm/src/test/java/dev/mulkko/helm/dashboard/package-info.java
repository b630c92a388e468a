@NullMarked
package dev.mulkko.helm.dashboard;

import org.jspecify.annotations.NullMarked;
