package io.postway.http;

import io.postway.runtime.UnavailableException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.exc.StreamReadException;

/** Turns whatever a controller, or Spring before it, throws into a problem with a code. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(ProblemException failure) {
        return Problems.answer(failure.code(), String.valueOf(failure.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(UnavailableException failure) {
        log.debug("Unavailable", failure);
        return Problems.answer(ErrorCode.UNAVAILABLE, String.valueOf(failure.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(RuntimeException failure) {
        log.error("A request failed, which is our fault", failure);
        return Problems.answer(ErrorCode.INTERNAL_ERROR, "The server's log says more.");
    }

    /** Not Spring's words, which do not say where. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var place = failure.getCause() instanceof StreamReadException fault && fault.getLocation() != null
                ? ": see line " + fault.getLocation().getLineNr() + ", column "
                        + fault.getLocation().getColumnNr()
                : "";
        var words = ProblemDetail.forStatusAndDetail(status, "The body must be one JSON object" + place + ".");
        return handleExceptionInternal(failure, words, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var code = ErrorCode.of(status);
        var detail = body instanceof ProblemDetail problem
                ? Objects.requireNonNullElse(problem.getDetail(), code.title())
                : code.title();
        return super.handleExceptionInternal(failure, Problems.problem(code, detail), headers, status, request);
    }
}
