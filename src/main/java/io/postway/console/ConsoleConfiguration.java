package io.postway.console;

import io.postway.attribution.DeviceReader;
import io.postway.event.Topics;
import io.postway.http.ErrorCode;
import io.postway.http.Problems;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.PostwayProperties;
import io.postway.runtime.Role;
import io.postway.runtime.TopicGate;
import io.postway.settings.SettingsLog;
import io.postway.settings.User;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
// Who decides has devices to tell of, too.
@ConditionalOnRole({Role.CONSOLE, Role.PROCESS})
class ConsoleConfiguration {

    @Bean
    AuthenticationManager adminTokens(AdminProperties admin, PostwayProperties postway, SettingsLog settings) {
        return new AdminAuthentication(AdminToken.of(admin.token(), postway.dataDir()), settings::latest);
    }

    @Bean
    Colleagues colleagues(AdminProperties admin) {
        return new Colleagues(admin.processInstances());
    }

    @Bean
    KnownDevices knownDevices(ObjectProvider<DeviceReader> here, Colleagues colleagues) {
        return new KnownDevices(Optional.ofNullable(here.getIfAvailable()), colleagues);
    }

    @Bean
    TopicReaders topicReaders(ConsumerFactory<String, byte[]> consumers, TopicGate gate) {
        return new TopicReaders(consumers, gate);
    }

    @Bean
    ActivitySearch activitySearch(Topics topics, TopicReaders readers) {
        return new ActivitySearch(topics, readers);
    }

    @Bean
    SettingsApi settingsApi(SettingsLog settings) {
        return new SettingsApi(settings);
    }

    @Bean
    @Order(1)
    SecurityFilterChain adminApi(HttpSecurity http, AuthenticationManager adminTokens, JsonMapper json) {
        var bearer = new AuthenticationFilter(adminTokens, AdminAuthentication::bearer);
        bearer.setSuccessHandler((request, response, authentication) -> {
            // The request goes on; nothing is remembered.
        });
        bearer.setFailureHandler((request, response, failure) -> refuse(response, json));
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(ConsoleConfiguration::authorize)
                .addFilterBefore(bearer, AuthorizationFilter.class)
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (request, response, failure) -> refuse(response, json))
                        .accessDeniedHandler((request, response, failure) -> forbid(response, json)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    /** A dry run changes nothing, whatever its method. */
    private static void authorize(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        var read = AdminAuthentication.authority(User.Scope.READ);
        var write = AdminAuthentication.authority(User.Scope.WRITE);
        var admin = AdminAuthentication.authority(User.Scope.ADMIN);
        requests.requestMatchers("/api/v1/users/**", "/api/v1/settings")
                .hasAuthority(admin)
                .requestMatchers("/api/v1/test/**")
                .hasAuthority(read)
                .requestMatchers(HttpMethod.GET)
                .hasAuthority(read)
                .requestMatchers(HttpMethod.HEAD)
                .hasAuthority(read)
                .anyRequest()
                .hasAuthority(write);
    }

    private static void refuse(HttpServletResponse response, JsonMapper json) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        answer(response, json, ErrorCode.UNAUTHORIZED, "Send Authorization: Bearer with a user's token.");
    }

    private static void forbid(HttpServletResponse response, JsonMapper json) throws IOException {
        answer(response, json, ErrorCode.FORBIDDEN, "The token is known, but has no scope for this.");
    }

    private static void answer(HttpServletResponse response, JsonMapper json, ErrorCode code, String detail)
            throws IOException {
        var problem = Problems.problem(code, detail);
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
