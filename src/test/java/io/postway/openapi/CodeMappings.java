package io.postway.openapi;

import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** What the application answers to, as its controllers say. */
final class CodeMappings {

    private CodeMappings() {}

    /**
     * A path as the code has it, without a slash at its end.
     *
     * @param methods none: every method comes here
     */
    record Mapping(String path, List<RequestMethod> methods) {}

    static List<Mapping> all() {
        var scanner = new Scanner();
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        return scanner.findCandidateComponents("io.postway").stream()
                .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .flatMap(CodeMappings::of)
                .distinct()
                .toList();
    }

    /** Finds controllers whatever role or condition they depend on. */
    private static final class Scanner extends ClassPathScanningCandidateComponentProvider {

        Scanner() {
            super(false);
        }

        @Override
        protected boolean isCandidateComponent(MetadataReader type) {
            return type.getAnnotationMetadata().hasAnnotation(RestController.class.getName());
        }
    }

    private static Stream<Mapping> of(Class<?> controller) {
        var bases = mapping(controller).map(CodeMappings::paths).orElse(List.of(""));
        return Arrays.stream(controller.getDeclaredMethods())
                .flatMap(method -> mapping(method).stream())
                .flatMap(mapping -> bases.stream()
                        .flatMap(base -> paths(mapping).stream().map(path -> mapping(base + path, mapping))));
    }

    private static Mapping mapping(String path, RequestMapping mapping) {
        return new Mapping(path.endsWith("/") ? path.substring(0, path.length() - 1) : path, List.of(mapping.method()));
    }

    private static List<String> paths(RequestMapping mapping) {
        return mapping.path().length == 0 ? List.of("") : List.of(mapping.path());
    }

    private static Optional<RequestMapping> mapping(AnnotatedElement element) {
        return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(element, RequestMapping.class));
    }
}
