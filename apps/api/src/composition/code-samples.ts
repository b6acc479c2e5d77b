/** A request as an example of it is written. */
export interface SampleRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: {
    readonly type: string;
    readonly value: object;
  };
}

/** An example in one language, as tools read it from `x-codeSamples`. */
export interface CodeSample {
  readonly lang: string;
  readonly label: string;
  readonly source: string;
}

/** Where `npm start` listens. */
const BASE = 'http://127.0.0.1:3000';

const FORM = 'application/x-www-form-urlencoded';

/** The same request in four languages, each with what the language has itself. */
export const codeSamples = (request: SampleRequest): readonly CodeSample[] => [
  { lang: 'shell', label: 'curl', source: inCurl(request) },
  { lang: 'typescript', label: 'TypeScript', source: inTypeScript(request) },
  { lang: 'csharp', label: 'C#', source: inCSharp(request) },
  { lang: 'java', label: 'Java', source: inJava(request) },
];

type Body = NonNullable<SampleRequest['body']>;

const isForm = ({ type }: Body): boolean => type === FORM;
const json = ({ value }: Body): string => JSON.stringify(value, null, 2);
const parametersOf = ({ value }: Body): [string, string][] => Object.entries(value) as [string, string][];

const indented = (text: string, by: string): string => text.replaceAll('\n', `\n${by}`);

const inShell = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function inCurl({ path, body }: SampleRequest): string {
  const address = `curl -s ${inShell(BASE + path)}`;
  if (!body) return address;
  const sent = isForm(body)
    ? parametersOf(body).map(([name, value]) => `--data-urlencode ${inShell(`${name}=${value}`)}`)
    : [`-H 'Content-Type: ${body.type}'`, `-d ${inShell(json(body))}`];
  return [address, ...sent].join(' \\\n  ');
}

function inTypeScript({ method, path, body }: SampleRequest): string {
  const options = body ? `, {\n  method: '${method}',${contentInTypeScript(body)}\n}` : '';
  return `const response = await fetch('${BASE}${path}'${options});
console.log(response.status, await response.json());`;
}

const contentInTypeScript = (body: Body): string =>
  isForm(body)
    ? `\n  body: new URLSearchParams(${indented(json(body), '  ')}),`
    : `\n  headers: { 'Content-Type': '${body.type}' },\n  body: JSON.stringify(${indented(json(body), '  ')}),`;

const inCSharp = ({ method, path, body }: SampleRequest): string => `using System.Text;

using var client = new HttpClient();
using var request = new HttpRequestMessage(new HttpMethod("${method}"), "${BASE}${path}")${contentInCSharp(body)};
using var response = await client.SendAsync(request);
Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");`;

function contentInCSharp(body: Body | undefined): string {
  if (!body) return '';
  const content = isForm(body)
    ? `new FormUrlEncodedContent(new Dictionary<string, string>
    {
${parametersOf(body)
  .map(([name, value]) => `        ["${name}"] = "${value}",`)
  .join('\n')}
    })`
    : `new StringContent("""
        ${indented(json(body), '        ')}
        """, Encoding.UTF8, "${body.type}")`;
  return `\n{\n    Content = ${content},\n}`;
}

const inJava = ({ path, body }: SampleRequest): string => `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

HttpRequest request = HttpRequest.newBuilder(URI.create("${BASE}${path}"))${contentInJava(body)}
    .build();
HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
System.out.println(response.statusCode() + " " + response.body());`;

/** A text block of Java reads a backslash as the beginning of an escape. */
function contentInJava(body: Body | undefined): string {
  if (!body) return '';
  const text = isForm(body)
    ? `"${new URLSearchParams(parametersOf(body)).toString()}"`
    : `"""
        ${indented(json(body).replaceAll('\\', '\\\\'), '        ')}
        """`;
  return `
    .header("Content-Type", "${body.type}")
    .POST(HttpRequest.BodyPublishers.ofString(${text}))`;
}
