/** Whether the dashboards of the chart show what goes on. */
@NullMarked
package dev.mulkko.e2e.dashboards;

import org.jspecify.annotations.NullMarked;
