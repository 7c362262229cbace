/** The admin API: settings in and out, each resource with a version, each change with an author. */
@NullMarked
package io.postway.console;

import org.jspecify.annotations.NullMarked;
