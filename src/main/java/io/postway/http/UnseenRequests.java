package io.postway.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Counts what Tomcat refuses while it reads a request's head. Such a request passes no valve, or has its error before
 * it comes to the first; it is logged, though, as all are.
 */
final class UnseenRequests extends ValveBase implements AccessLog {

    private static final String PASSED = UnseenRequests.class.getName();

    private final RefusedUnseen refused;

    UnseenRequests(RefusedUnseen refused) {
        super(true);
        this.refused = refused;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (!response.isError() && response.getStatus() < HttpServletResponse.SC_BAD_REQUEST) {
            request.setAttribute(PASSED, true);
        }
        getNext().invoke(request, response);
    }

    @Override
    public void log(Request request, Response response, long nanos) {
        if (request.getAttribute(PASSED) == null) {
            refused.byServer();
        }
    }

    @Override
    public void setRequestAttributesEnabled(boolean enabled) {
        // Says how addresses are logged, and we log none.
    }

    @Override
    public boolean getRequestAttributesEnabled() {
        return false;
    }
}
