package io.postway.http;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Problems as RFC 9457 wants them, each with one of our codes. */
public final class Problems {

    private static final String RETRY_AFTER_SECONDS = "5";

    private Problems() {}

    /** @param detail what went wrong this time, in words for whoever sent the request */
    public static ProblemDetail problem(ErrorCode code, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(code.status(), detail);
        problem.setType(URI.create("urn:postway:problem:" + code.wireName()));
        problem.setTitle(code.title());
        problem.setProperty("code", code.wireName());
        return problem;
    }

    /** @param errors one entry per fault, where there can be several */
    public static ProblemDetail problem(ErrorCode code, String detail, List<?> errors) {
        var problem = problem(code, detail);
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return problem;
    }

    /** The answer that carries {@code problem}; a 503 says when to come again. */
    public static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        var answer = ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.getStatus() == ErrorCode.UNAVAILABLE.status().value()) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return answer.body(problem);
    }

    public static ResponseEntity<ProblemDetail> answer(ErrorCode code, String detail) {
        return answer(problem(code, detail));
    }
}
