/** The contract under test: the document that we serve, read for what it promises. */
@NullMarked
package io.postway.openapi;

import org.jspecify.annotations.NullMarked;
