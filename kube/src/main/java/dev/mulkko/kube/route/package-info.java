/** What is read from and written to the routes of data planes. */
@NullMarked
package dev.mulkko.kube.route;

import org.jspecify.annotations.NullMarked;
