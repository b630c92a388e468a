@NullMarked
package dev.mulkko.e2e.dashboards;

import org.jspecify.annotations.NullMarked;
