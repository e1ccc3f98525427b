/** Settings of the embedded server; everything not named here is PostgreSQL's default (fsync on, scram). */
export const serverSettings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  // A socket's path may not exceed 107 characters, and a checkout's may.
  unix_socket_directories: '',
  max_connections: '200',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '1GB',
  // Pages and log are written ahead, ten times as often as by default and up to 60 MB/s: a small change that needs a page
  // would else have to write another one first, and its log before that.
  wal_buffers: '16MB',
  bgwriter_delay: '20ms',
  bgwriter_lru_maxpages: '150',
  bgwriter_lru_multiplier: '4',
  // Nobody replicates from it. Still not `minimal`: a sequence that was created and used in one transaction, as the queue's
  // are, would give numbers out again after a crash, and the queue drops jobs whose number there is already.
  wal_level: 'replica',
  max_wal_senders: '0',
  random_page_cost: '1.1',
  huge_pages: 'off',
  // Compiling plans costs more than our short statements take; parallel plans need /dev/shm, small in containers.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The log may not hold what customers' records hold: no statements, no errors of statements.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
};
