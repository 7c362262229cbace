package io.postway.forwarding;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;

/** @param template which parameters BackInApp's callbacks have: YAML, parameter name to placeholder expression */
@ConfigurationProperties("postway.forwarding")
record ForwardingProperties(Resource template) {}
