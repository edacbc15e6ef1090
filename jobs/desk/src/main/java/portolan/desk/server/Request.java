// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import gg.jte.TemplateEngine;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import portolan.desk.index.Posts;

/** What somebody asks of the desk, and the answer to it. */
public final class Request {
    private final Context context;
    private final Session session;
    private final Posts posts;
    private final TemplateEngine templates;
    private final Notice notice;
    private final Site site;
    private final List<User> guests;

    Request(
            Context context,
            Session session,
            Posts posts,
            TemplateEngine templates,
            Notice notice,
            Site site,
            List<User> guests) {
        this.context = context;
        this.session = session;
        this.posts = posts;
        this.templates = templates;
        this.notice = notice;
        this.site = site;
        this.guests = guests;
    }

    public User user() {
        return session.user();
    }

    /** Where those who may come in work. */
    public Posts posts() {
        return posts;
    }

    public Session session() {
        return session;
    }

    public Words words() {
        return Words.in(session.language());
    }

    /** A part of the path. */
    public String path(String name) {
        return context.pathParam(name);
    }

    /** A value of the query or the form; empty where there is none. */
    public String value(String name) {
        String value = context.formParam(name);
        if (value == null) {
            value = context.queryParam(name);
        }
        return value == null ? "" : value.strip();
    }

    /** All values of that name. */
    public List<String> values(String name) {
        List<String> values = context.formParams(name);
        return values.isEmpty() ? context.queryParams(name) : values;
    }

    /**
     * A value that must be there.
     *
     * @throws RefusedException if it is not
     */
    public String needed(String name) {
        String value = value(name);
        if (value.isEmpty()) {
            throw RefusedException.badInput("'" + name + "' is missing");
        }
        return value;
    }

    /** The body as text. */
    public String body() {
        return context.body();
    }

    /** Whether a script of the page asks for a part of it. */
    public boolean isForPart() {
        return context.header("HX-Request") != null;
    }

    /** Answers with a page, or a part of one: the template knows {@code shell} and the values. */
    public void page(String template, Map<String, Object> values) {
        context.html(rendered(template, values));
    }

    /** The same of a template that knows {@code page}. */
    public void show(String template, Object page) {
        page(template, Map.of("page", page));
    }

    /** What a template makes of the values. */
    public String rendered(String template, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("shell", new Shell(session, words(), here(), notice, site, guests));
        return Pages.render(templates, template, all);
    }

    /** The address of this page, so that whoever changes the language comes back to the same consignment. */
    private String here() {
        String query = context.queryString();
        return query == null ? context.path() : context.path() + '?' + query;
    }

    /** The whole address of a page, as this browser reaches the desk. */
    public String address(String path) {
        return context.scheme() + "://" + context.host() + path;
    }

    /** Answers with JSON. */
    public void json(String json) {
        context.contentType("application/json").result(json);
    }

    /** Answers with a file to keep. */
    public void file(String name, String type, byte[] bytes) {
        context.header("Content-Disposition", "attachment; filename=\"" + name + '"')
                .contentType(type)
                .result(bytes);
    }

    /** Sends the browser on, after a form. */
    public void goOn(String path) {
        if (isForPart()) {
            context.header("HX-Redirect", path);
        } else {
            context.redirect(path, HttpStatus.SEE_OTHER);
        }
    }

    /** Answers that it is done, and nothing is to be shown. */
    public void nothing() {
        context.status(HttpStatus.NO_CONTENT);
    }
}
