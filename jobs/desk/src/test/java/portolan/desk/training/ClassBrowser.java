// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser that asks a class for pages and sends its forms, without showing anything. */
final class ClassBrowser {
    private static final Pattern TOKEN = Pattern.compile("data-token=\"([^\"]+)\"");

    private final CookieManager jar = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(jar)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private URI at = URI.create("/");
    private String token = "";

    /** Comes in by an address, and is known from then on. */
    ClassBrowser open(URI address) throws Exception {
        at = address;
        get(address.toString());
        return this;
    }

    HttpResponse<String> get(String path) throws Exception {
        return took(
                client.send(HttpRequest.newBuilder(at.resolve(path)).build(), HttpResponse.BodyHandlers.ofString()));
    }

    HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return took(client.send(
                HttpRequest.newBuilder(at.resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-Desk-Token", token)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString()));
    }

    private HttpResponse<String> took(HttpResponse<String> answer) {
        Matcher found = TOKEN.matcher(answer.body());
        token = found.find() ? Objects.requireNonNull(found.group(1)) : token;
        return answer;
    }
}
