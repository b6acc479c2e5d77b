# The service and the portal in an image. The service is what it runs by itself; `node dist/apps/portal/src/main.js` is the portal. Both
# run on a read-only root: they write to /data alone. The service listens on all of the container's addresses, so it needs a register of
# callers: mount one at /etc/consent-ledger/callers.json.
FROM node:20.20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm run sbom && npm prune --omit=dev

FROM node:20.20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 CALLERS_FILE=/etc/consent-ledger/callers.json DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json /app/sbom.cdx.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000 3001
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s --retries=6 \
  CMD ["node", "-e", "const { TLS_CERTIFICATE_FILE: tls, OPERATIONS_PORT: own, PORT: port } = process.env; require(tls && !own ? 'https' : 'http').get({ port: own || port, host: '127.0.0.1', path: '/health/ready', rejectUnauthorized: false }, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))"]
CMD ["node", "dist/apps/api/src/main.js"]
